@NullMarked
package dev.visionlog.server.testing;

import org.jspecify.annotations.NullMarked;
