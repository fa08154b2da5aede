@NullMarked
package dev.visionlog.server.image;

import org.jspecify.annotations.NullMarked;
