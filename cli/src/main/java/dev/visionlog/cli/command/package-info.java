/** One small class for each command. */
@NullMarked
package dev.visionlog.cli.command;

import org.jspecify.annotations.NullMarked;
