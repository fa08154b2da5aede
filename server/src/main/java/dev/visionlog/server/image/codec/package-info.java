/**
 * What is known of image formats: headers that are read before anything is decoded, and OpenCV for
 * what has to be decoded, encoded or drawn. Knows no files and no store.
 */
@NullMarked
package dev.visionlog.server.image.codec;

import org.jspecify.annotations.NullMarked;
