@NullMarked
package dev.visionlog.cli;

import org.jspecify.annotations.NullMarked;
