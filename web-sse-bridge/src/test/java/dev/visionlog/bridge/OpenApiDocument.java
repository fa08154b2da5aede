package dev.visionlog.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.visionlog.bridge.api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The description of the API, read strictly: objects have no other fields than those it names,
 * unless it says that they may.
 */
final class OpenApiDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final Map<String, Operation> operations = new TreeMap<>();

  /** What can be done with an address. */
  record Operation(String id, String method, String path, JsonNode node) {}

  OpenApiDocument(String text) {
    this.document = parse(text);
    close(document.path("components").path("schemas"));
    close(document.path("paths"));
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(method -> add(path.getKey(), method.getKey(), method.getValue())));
  }

  private void add(String path, String method, JsonNode node) {
    String id = node.get("operationId").asText();
    Operation before =
        operations.put(id, new Operation(id, method.toUpperCase(Locale.ROOT), path, node));
    if (before != null) {
      throw new AssertionError("Two operations are called " + id);
    }
  }

  /** By their ids. */
  Map<String, Operation> operations() {
    return operations;
  }

  private JsonNode operation(String id) {
    return Objects.requireNonNull(operations.get(id), id).node();
  }

  /** Such as {@code GET /api/logs}. */
  Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    operations.values().forEach(each -> routes.add(each.method() + " " + each.path()));
    return routes;
  }

  /** The names of the parameters in the query. */
  Set<String> parameters(Operation operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : operation.node().path("parameters")) {
      JsonNode parameter = resolved(each);
      if (parameter.get("in").asText().equals("query")) {
        names.add(parameter.get("name").asText());
      }
    }
    return names;
  }

  /** What is different between an answer and its description; nothing if it is all right. */
  List<String> differences(String operationId, Reply reply) {
    JsonNode responses = operation(operationId).get("responses");
    String status = Integer.toString(reply.status());
    if (!responses.has(status)) {
      return List.of(operationId + " does not name the status " + status);
    }
    String type = reply.header("content-type").replaceFirst(";.*", "");
    JsonNode content = resolved(responses.get(status)).get("content").get(type);
    if (content == null) {
      return List.of(operationId + " does not name the type " + type + " of status " + status);
    }
    if (content.has("x-line")) {
      return lines(content.get("x-line"), reply.body());
    }
    return type.equals("application/json")
        ? differences(content.get("schema"), reply.json())
        : List.of();
  }

  private List<String> lines(JsonNode schema, String body) {
    List<String> found = new ArrayList<>();
    body.lines().forEach(line -> found.addAll(differences(schema, parse(line))));
    return found;
  }

  /** What is different between an event's data and its description. */
  List<String> eventDifferences(String operationId, String event, JsonNode data) {
    JsonNode schema =
        operation(operationId).at("/responses/200/content/text~1event-stream/x-events/" + event);
    return schema.isMissingNode()
        ? List.of(operationId + " does not name the event " + event)
        : differences(schema, data);
  }

  /** What is different between a body for an operation and its description. */
  List<String> bodyDifferences(String operationId, JsonNode body) {
    return differences(
        operation(operationId).at("/requestBody/content/application~1json/schema"), body);
  }

  /** The example of a body for an operation. */
  JsonNode bodyExample(String operationId) {
    return operation(operationId).at("/requestBody/content/application~1json/example");
  }

  private List<String> differences(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
        .validate(value)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApiDocument::close);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(text, notJson);
    }
  }
}
