/** Messages of the contract as JSON. */
@NullMarked
package dev.visionlog.bridge.json;

import org.jspecify.annotations.NullMarked;
