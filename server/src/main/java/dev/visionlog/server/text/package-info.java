/** Makes texts and JSON from outside fit to be stored and shown: cleaned, bounded, masked. */
@NullMarked
package dev.visionlog.server.text;

import org.jspecify.annotations.NullMarked;
