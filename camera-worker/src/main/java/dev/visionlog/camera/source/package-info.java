/** Where frames come from: files, streams, devices; waiting for those that are away. */
@NullMarked
package dev.visionlog.camera.source;

import org.jspecify.annotations.NullMarked;
