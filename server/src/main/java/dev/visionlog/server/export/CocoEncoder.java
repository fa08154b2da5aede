package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.CategoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * One COCO document. Images come first, as they are read; their annotations are kept aside
 * meanwhile and follow; categories and the counts in {@code info} stand at the end, when they are
 * known. A second reading in place of the file aside would see other predictions than the first:
 * some arrive late, others are deleted.
 */
final class CocoEncoder implements ExportEncoder<Prediction> {
  private final CategoryStore categories;
  private final CocoAnnotations annotations;
  private final AnnotationSpool spool;
  private final Instant now;
  private final CocoCounts counts = new CocoCounts();
  private Part part = Part.BEGINNING;

  private enum Part {
    BEGINNING,
    IMAGES,
    ANNOTATIONS,
    END
  }

  CocoEncoder(CategoryStore categories, AnnotationSpool spool, Instant now) {
    this.categories = categories;
    this.annotations = new CocoAnnotations(new CategoryNumbers(categories), counts);
    this.spool = spool;
    this.now = now;
  }

  @Override
  public byte[] encode(List<Prediction> predictions) {
    List<Prediction> successful = predictions.stream().filter(Prediction::isSuccess).toList();
    counts.failed += predictions.size() - successful.size();
    spool.write(annotations.of(successful));
    return JsonPiece.of(json -> writeImages(successful, json));
  }

  private void writeImages(List<Prediction> predictions, JsonGenerator json) throws IOException {
    if (part == Part.BEGINNING) {
      part = Part.IMAGES;
      json.writeRaw("{\"images\":[");
    }
    for (Prediction prediction : predictions) {
      json.writeRaw(counts.images++ == 0 ? "\n" : ",\n");
      CocoImage image = CocoImage.of(prediction);
      counts.withoutFile += prediction.image().isStored() ? 0 : 1;
      counts.withoutSize += image.sizeKnown() ? 0 : 1;
      image.write(json);
    }
  }

  @Override
  public Optional<byte[]> finish() {
    if (part == Part.END) {
      return Optional.empty();
    }
    if (part != Part.ANNOTATIONS) {
      part = Part.ANNOTATIONS;
      return Optional.of("\n],\"annotations\":[".getBytes(StandardCharsets.UTF_8));
    }
    Optional<byte[]> piece = spool.read();
    if (piece.isEmpty()) {
      part = Part.END;
      return Optional.of(JsonPiece.of(this::writeEnd));
    }
    return piece;
  }

  private void writeEnd(JsonGenerator json) throws IOException {
    json.writeRaw("\n],\"categories\":[");
    String separator = "\n";
    for (CategoryStore.Category category : categories.all()) {
      json.writeRaw(separator);
      separator = ",\n";
      json.writeStartObject();
      json.writeNumberField("id", category.id());
      json.writeStringField("name", category.name());
      json.writeStringField("supercategory", "");
      json.writeEndObject();
    }
    json.writeRaw("\n],\"licenses\":[],\"info\":");
    writeInfo(json);
    json.writeRaw("}\n");
  }

  private void writeInfo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("description", "Predictions exported from Visionlog");
    json.writeStringField("version", "1.0");
    json.writeNumberField("year", now.atOffset(ZoneOffset.UTC).getYear());
    json.writeStringField("date_created", now.toString());
    json.writeStringField("contributor", "");
    json.writeStringField("url", "");
    counts.write(json);
    json.writeEndObject();
  }

  @Override
  public void close() {
    spool.close();
  }
}
