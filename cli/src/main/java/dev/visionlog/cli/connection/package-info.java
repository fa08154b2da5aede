/** The way to the server: channel, retries, interruption, and what errors mean to a script. */
@NullMarked
package dev.visionlog.cli.connection;

import org.jspecify.annotations.NullMarked;
