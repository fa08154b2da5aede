/**
 * OpenCV's images, as JavaCV has them. The application brings {@code org.bytedeco:opencv}; nothing
 * else of the client needs it.
 */
@NullMarked
package dev.visionlog.client.opencv;

import org.jspecify.annotations.NullMarked;
