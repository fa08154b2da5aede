/**
 * What people can set about a client: one registry of settings, read from what the program chose,
 * system properties, variables and a file. All that is wrong is told at once.
 */
@NullMarked
package dev.visionlog.client.internal.settings;

import org.jspecify.annotations.NullMarked;
