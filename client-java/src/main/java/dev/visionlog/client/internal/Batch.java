package dev.visionlog.client.internal;

import java.util.Arrays;

/**
 * A numbered batch as it goes over the wire. It never changes: what is sent again is the same batch
 * with the same bytes.
 *
 * @param number its place among the writer's batches, from 1
 * @param entries how many entries are in it
 * @param body the serialised request, with the writer's id and the number in it; nobody may change
 *     it
 */
public record Batch(long number, int entries, byte[] body) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch batch
        && number == batch.number
        && entries == batch.entries
        && Arrays.equals(body, batch.body);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }

  @Override
  public String toString() {
    return "batch " + number + " (" + entries + " entries, " + body.length + " bytes)";
  }
}
