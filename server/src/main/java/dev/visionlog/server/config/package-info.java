/**
 * What people can set: one registry of keys, read from a file, the environment and flags. Anything
 * unknown or out of bounds is an error at the start, and all errors are told at once.
 */
@NullMarked
package dev.visionlog.server.config;

import org.jspecify.annotations.NullMarked;
