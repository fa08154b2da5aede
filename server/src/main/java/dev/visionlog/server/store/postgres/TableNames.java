package dev.visionlog.server.store.postgres;

/**
 * What the tables and functions of one kind of entries are called in the schema.
 *
 * @param entries the partitioned table, and the kind's name in {@code writers}
 * @param ids the sequence of ids
 * @param commits the order of commits
 * @param takePosition the function that gives a transaction its place in it
 * @param countColumns the columns of {@code commits} with a commit's counts
 * @param counts the counts by minute, hour, day and longer
 * @param pendingCounts the counts of commits that are not there yet
 * @param progress up to where they are there
 * @param rollUp the function that moves them there
 * @param dropCounts the function that forgets the counts of a day
 * @param countsLock the advisory lock (7620, …) under which they move
 * @param partitionsLock the advisory lock under which a partition is made
 */
record TableNames(
    String entries,
    String ids,
    String commits,
    String takePosition,
    String countColumns,
    String counts,
    String pendingCounts,
    String progress,
    String rollUp,
    String dropCounts,
    int countsLock,
    int partitionsLock) {

  static final TableNames LOGS =
      new TableNames(
          "logs",
          "log_ids",
          "commits",
          "take_position",
          "count_buckets, count_levels, count_sources, count_cameras, counts",
          "log_counts",
          "pending_counts",
          "log_counts_progress",
          "roll_up_counts",
          "drop_counts",
          2,
          3);

  static final TableNames PREDICTIONS =
      new TableNames(
          "predictions",
          "prediction_ids",
          "prediction_commits",
          "take_prediction_position",
          "counts",
          "prediction_counts",
          "pending_prediction_counts",
          "prediction_counts_progress",
          "roll_up_prediction_counts",
          "drop_prediction_counts",
          6,
          7);

  /** A question mark for each of {@link #countColumns}. */
  String countPlaceholders() {
    return countColumns.replaceAll("\\w+", "?");
  }
}
