package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.soak.Writer.Claim;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is stored of a writer, beside what it was told to be safe. For one thread. */
final class WriterAccount {
  private final Claim claim;
  private final BitSet stored = new BitSet();
  private long last;
  private long rows;
  private long twice;
  private long outOfOrder;

  private WriterAccount(Claim claim) {
    this.claim = claim;
  }

  /** Counts all rows once. Those of writers that claim nothing are left out. */
  static List<WriterAccount> of(List<Claim> claims, StoredRows rows, Names names) {
    Map<String, WriterAccount> accounts = new LinkedHashMap<>();
    claims.forEach(claim -> accounts.put(claim.name(), new WriterAccount(claim)));
    rows.forEach(
        key -> {
          Canary canary = names.canary(key);
          WriterAccount account = accounts.get(canary.writer());
          if (account != null) {
            account.add((int) canary.number());
          }
        });
    return List.copyOf(accounts.values());
  }

  private void add(int number) {
    rows++;
    if (stored.get(number)) {
      twice++;
    } else if (number < last) {
      outOfOrder++;
    }
    stored.set(number);
    last = Math.max(last, number);
  }

  long rows() {
    return rows;
  }

  String name() {
    return claim.name();
  }

  /** Those that are safe and not there, and holes before what is there. */
  private long missing() {
    return Math.max(claim.safe(), last) - stored.cardinality();
  }

  List<String> findings() {
    if (missing() + twice + outOfOrder == 0) {
      return List.of();
    }
    int hole = stored.nextClearBit(1);
    return List.of(
        "%s: %d missing, the first of them %d; %d stored twice, %d out of order"
            .formatted(name(), missing(), hole, twice, outOfOrder));
  }

  static final String HEADER =
      "writer               safe    stored  missing   double  out of order";

  @Override
  public String toString() {
    return "%-14s %,10d %,9d %8d %8d %13d"
        .formatted(name(), claim.safe(), rows, missing(), twice, outOfOrder);
  }
}
