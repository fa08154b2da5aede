/**
 * Brings what an application logs through SLF4J and Logback to Visionlog: {@link
 * dev.visionlog.logback.VisionlogAppender}. And {@link dev.visionlog.logback.Log}, a logger with
 * the comfort of Python's loguru, over whatever backend SLF4J has.
 */
@NullMarked
package dev.visionlog.logback;

import org.jspecify.annotations.NullMarked;
