package dev.visionlog.server.filter;

import java.time.Instant;
import java.util.List;

/** Values that have gone wrong in other search systems. Entries and filters share them. */
final class NastyValues {

  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "ab",
          "aB",
          "b",
          "abc ABC",
          "timeout while reading frame",
          "Timeout: camera_7 lost 50% of frames",
          "100%",
          "%",
          "_",
          "a_c",
          "a%c",
          "\\",
          "\\\\",
          "a\\b",
          "C:\\temp\\new",
          "*",
          "a*b",
          "**",
          "'",
          "\"",
          "it's \"quoted\"",
          "?",
          "$1 :name {x} <y>",
          "line\nbreak",
          "tab\there",
          "\u0001control",
          "ä",
          "Ä",
          "straße",
          "STRASSE",
          "İstanbul",
          "istanbul",
          "ı",
          "I",
          "i",
          "K",
          "\u212A",
          "k",
          "\u00E9",
          "e\u0301",
          "\uFF21",
          "\uE000",
          "\uFFFD",
          "\uFFFF",
          "😀",
          "😀😁",
          "\uD83D\uDE00a",
          "a😀",
          "null",
          "true",
          "false",
          "1",
          "1.0",
          "-5",
          "AND",
          "NOT x",
          "-a",
          "(a)",
          "\u00A0",
          "\u2028",
          "NaN",
          "0",
          "{\"a\":1}",
          "[1]");

  static final List<String> KEYS =
      List.of("a", "b", "A", "0", "1", "-1", "", "a.b", "ä", "😀", "\"", "\\", "*", "x y", "null");

  static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "0.0",
          "1",
          "1.0",
          "1.00",
          "1e0",
          "10",
          "1e1",
          "1E+1",
          "100e-2",
          "-1",
          "-1.5",
          "2",
          "0.1",
          "0.10",
          "0.1000000000000000055511151231257827",
          "9007199254740992",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "18446744073709551615",
          "123456789012345678901234567890",
          "1e308",
          "1.7976931348623157e308",
          "1e309",
          "5e-324",
          "1e-325",
          "-1e300",
          "3.141592653589793");

  /** Numbers that PostgreSQL stores, but that a filter may not name. */
  static final List<String> VAST_NUMBERS = List.of("1e1000", "-1e131071", "1e-16383", "0e100000");

  static final List<Long> LONGS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          7L,
          9007199254740993L,
          Long.MAX_VALUE - 1,
          Long.MAX_VALUE,
          Long.MIN_VALUE + 1,
          Long.MIN_VALUE);

  static final List<Double> DECIMALS =
      List.of(
          0.0,
          -0.0,
          0.1,
          0.2,
          0.30000000000000004,
          0.3,
          (double) 0.1f,
          0.6,
          Math.nextUp(0.6),
          Math.nextDown(0.6),
          1.0,
          -1.0,
          12.5,
          1e16,
          123456789.123456789,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          -Double.MAX_VALUE);

  static final List<Instant> TIMES =
      List.of(
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("1582-10-10T00:00:00Z"),
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.EPOCH,
          Instant.parse("1970-01-01T00:00:00.000001Z"),
          Instant.parse("2026-03-29T01:30:00Z"),
          Instant.parse("2026-03-29T01:30:00.000001Z"),
          Instant.parse("2026-03-29T01:30:00.500Z"),
          Instant.parse("2026-10-25T00:30:00Z"),
          Instant.parse("2100-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"));

  private NastyValues() {}
}
