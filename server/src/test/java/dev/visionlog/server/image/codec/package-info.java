@NullMarked
package dev.visionlog.server.image.codec;

import org.jspecify.annotations.NullMarked;
