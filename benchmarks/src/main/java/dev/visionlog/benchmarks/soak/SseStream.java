package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.soak.Sightings.Gap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser on the bridge, which resumes as browsers do: by the id of the last event. */
final class SseStream implements Reader.Stream {
  private static final Pattern MESSAGE = Pattern.compile("\"message\":\"(canary [^\"]*)\"");
  private static final Duration SILENCE = Duration.ofSeconds(40);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private final IntSupplier port;

  /**
   * @param port the bridge's at this moment
   */
  SseStream(IntSupplier port) {
    this.port = port;
  }

  @Override
  public void follow(long afterPosition, Sightings sightings) throws IOException {
    String address = "http://127.0.0.1:" + port.getAsInt() + "/api/logs/tail";
    HttpURLConnection opened = (HttpURLConnection) URI.create(address).toURL().openConnection();
    opened.setConnectTimeout((int) CONNECT_WITHIN.toMillis());
    opened.setReadTimeout((int) SILENCE.toMillis());
    opened.setRequestProperty("Accept", "text/event-stream");
    opened.setRequestProperty("Last-Event-ID", Long.toString(afterPosition));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(opened.getInputStream(), StandardCharsets.UTF_8))) {
      new Events(sightings).read(lines);
    }
  }

  /** The stream ends with the bridge: to close it here would wait for what it sends next. */
  @Override
  public void close() {}

  /** The events of one stream. */
  private static final class Events {
    private final Sightings sightings;
    private String event = "";
    private String data = "";
    private long id;

    Events(Sightings sightings) {
      this.sightings = sightings;
    }

    void read(BufferedReader lines) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          take();
        } else if (line.startsWith("event: ")) {
          event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          data = line.substring("data: ".length());
        } else if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring("id: ".length()));
        }
      }
    }

    private void take() {
      if (event.equals("log")) {
        Matcher message = MESSAGE.matcher(data);
        sightings.saw(id, message.find() ? message.group(1) : data);
      } else if (event.equals("gap")) {
        sightings.gap(
            new Gap(number("from_position"), number("to_position"), number("matched_count")));
      }
      event = "";
    }

    private long number(String field) {
      Matcher matcher = Pattern.compile("\"" + field + "\":\"?(\\d+)").matcher(data);
      return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
  }
}
