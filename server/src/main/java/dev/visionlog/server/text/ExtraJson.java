package dev.visionlog.server.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks extra data and writes it as JSON that PostgreSQL takes as {@code jsonb}: texts cleaned,
 * secrets masked, depth and size bounded. Immutable.
 */
public final class ExtraJson {
  private static final int MAX_NUMBER_LENGTH = 1_000;

  /** Numbers with a greater exponent, positive or negative, are beyond any double. */
  private static final int MAX_EXPONENT = 400;

  private static final int MAX_DEPTH = 10_000;

  /** Keys come from strangers: a table of them that lives as long as the server could be filled. */
  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Masking masking;
  private final int maxBytes;
  private final int maxDepth;

  /**
   * @param maxBytes the largest object, as UTF-8; a larger one is replaced by a mark
   * @param maxDepth the deepest level, the object itself being 1; what lies deeper is replaced by a
   *     mark
   */
  public ExtraJson(Masking masking, int maxBytes, int maxDepth) {
    this.masking = masking;
    this.maxBytes = maxBytes;
    this.maxDepth = maxDepth;
  }

  /** The text is not a JSON object. The message says where and why, without the text. */
  public static final class InvalidJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message) {
      super(message);
    }
  }

  /** Writes a value piece by piece. */
  public interface Source {
    void writeTo(Sink sink) throws IOException;
  }

  /** Reads JSON text, which must be one object. */
  public String read(String json) throws InvalidJsonException {
    boolean asItIs = json.length() <= maxBytes && PlainJson.isObject(json, maxDepth, masking);
    return asItIs ? json : rewrite(json);
  }

  /** The same for any object: it is read and written again. */
  String rewrite(String json) throws InvalidJsonException {
    return read(json, "a JSON object", JsonToken.START_OBJECT::equals);
  }

  /** Reads JSON text, which must be one value of any kind. */
  public String readValue(String json) throws InvalidJsonException {
    return read(json, "a JSON value", Objects::nonNull);
  }

  private String read(String json, String wanted, Predicate<@Nullable JsonToken> isWanted)
      throws InvalidJsonException {
    try (JsonParser parser = factory.createParser(json)) {
      if (!isWanted.test(parser.nextToken())) {
        throw new InvalidJsonException("must be " + wanted);
      }
      String written = write(sink -> copy(parser, sink));
      if (parser.nextToken() != null) {
        throw new InvalidJsonException("must be " + wanted + ", but something follows it");
      }
      return written;
    } catch (StreamConstraintsException limit) {
      throw new InvalidJsonException(
          "has a number of more than "
              + MAX_NUMBER_LENGTH
              + " characters or is nested more than "
              + MAX_DEPTH
              + " deep");
    } catch (JsonProcessingException error) {
      throw new InvalidJsonException(
          "is not JSON: line "
              + error.getLocation().getLineNr()
              + ", column "
              + error.getLocation().getColumnNr());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** Writes what the source says, within the limits. */
  public String write(Source source) throws IOException {
    StringWriter text = new StringWriter(256);
    long hiddenDigits;
    try (JsonGenerator generator = factory.createGenerator(text)) {
      Sink sink = new Sink(generator);
      source.writeTo(sink);
      hiddenDigits = sink.hiddenDigits;
    }
    String json = text.toString();
    boolean maybeLarge = json.length() + hiddenDigits > maxBytes / 3;
    long bytes = maybeLarge ? Texts.utf8Length(json) + hiddenDigits : 0;
    return bytes <= maxBytes
        ? json
        : "{\"visionlog_cut\":\"extra data of "
            + bytes
            + " bytes; at most "
            + maxBytes
            + " are kept\"}";
  }

  private static void copy(JsonParser parser, Sink sink) throws IOException {
    int open = 0;
    do {
      JsonToken token = parser.currentToken();
      switch (token) {
        case START_OBJECT, START_ARRAY -> {
          if (sink.start(token == JsonToken.START_OBJECT)) {
            open++;
          } else {
            parser.skipChildren();
          }
        }
        case END_OBJECT, END_ARRAY -> {
          sink.end();
          open--;
        }
        case FIELD_NAME -> sink.name(parser.currentName());
        case VALUE_STRING -> sink.text(parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> sink.number(parser.getText());
        case VALUE_TRUE, VALUE_FALSE -> sink.bool(token == JsonToken.VALUE_TRUE);
        default -> sink.nothing();
      }
    } while (open > 0 && parser.nextToken() != null);
  }

  /** The exponent without its sign; any large number if it is very large. */
  private static int exponent(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (e < 0) {
      return 0;
    }
    boolean signed = number.charAt(e + 1) == '-' || number.charAt(e + 1) == '+';
    String digits = number.substring(signed ? e + 2 : e + 1);
    return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static boolean isInfinite(String number) {
    boolean mayBe = number.length() > 300 || number.indexOf('e') > 0 || number.indexOf('E') > 0;
    return mayBe && Double.isInfinite(Double.parseDouble(number));
  }

  /** Takes the pieces of one value in order. */
  public final class Sink {
    private final JsonGenerator generator;
    private int depth;
    private boolean secret;

    /** PostgreSQL writes numbers without exponents: so many digits more than came in. */
    private long hiddenDigits;

    private Sink(JsonGenerator generator) {
      this.generator = generator;
    }

    /**
     * Begins an object or an array. False if it lies too deep: a mark stands for it, and it must be
     * left out.
     */
    public boolean start(boolean object) throws IOException {
      if (secret) {
        text("");
        return false;
      }
      if (depth == maxDepth) {
        generator.writeString("[cut: deeper than " + maxDepth + " levels]");
        return false;
      }
      depth++;
      if (object) {
        generator.writeStartObject();
      } else {
        generator.writeStartArray();
      }
      return true;
    }

    public void end() throws IOException {
      depth--;
      if (generator.getOutputContext().inObject()) {
        generator.writeEndObject();
      } else {
        generator.writeEndArray();
      }
    }

    public void name(String name) throws IOException {
      generator.writeFieldName(masking.mask(Texts.clean(name)));
      secret = masking.isSecretKey(name);
    }

    public void text(String text) throws IOException {
      generator.writeString(secret ? masking.maskText() : masking.mask(Texts.clean(text)));
      secret = false;
    }

    /**
     * A number as JSON text. One beyond the range of a double becomes a text: many readers have no
     * other numbers.
     */
    public void number(String number) throws IOException {
      int exponent = exponent(number);
      if (secret || exponent > MAX_EXPONENT || isInfinite(number)) {
        text(number);
      } else {
        hiddenDigits += exponent;
        generator.writeNumber(number);
      }
    }

    public void bool(boolean value) throws IOException {
      generator.writeBoolean(value);
      secret = false;
    }

    public void nothing() throws IOException {
      generator.writeNull();
      secret = false;
    }
  }
}
