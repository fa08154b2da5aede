/** What every answer has in common: who asks, what may be asked, the envelope, errors, security. */
@NullMarked
package dev.visionlog.bridge.http;

import org.jspecify.annotations.NullMarked;
