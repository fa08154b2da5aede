@NullMarked
package dev.visionlog.server;

import org.jspecify.annotations.NullMarked;
