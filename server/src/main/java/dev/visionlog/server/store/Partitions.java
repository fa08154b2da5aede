package dev.visionlog.server.store;

import java.time.LocalDate;
import java.util.List;

/** The days (UTC) that have a place of their own in the store. */
public interface Partitions {

  List<LocalDate> days();

  /** Gives a day a place of its own, if it can be had without making writers wait. */
  boolean create(LocalDate day);

  /** Days without a place of their own that have at least so many entries, the fullest first. */
  List<LocalDate> crowdedDays(long entries);
}
