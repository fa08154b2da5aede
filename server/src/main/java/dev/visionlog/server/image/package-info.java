/**
 * Images on disk: taken in, stored once, durable before they are acknowledged, given out again.
 * Knows neither the contract nor the database; whoever has rows implements {@link
 * dev.visionlog.server.image.ImageRows}.
 */
@NullMarked
package dev.visionlog.server.image;

import org.jspecify.annotations.NullMarked;
