package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.soak.Reader.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All writers and readers. For the thread that made them. */
final class Canaries implements AutoCloseable {
  private static final double STREAM_SHARE = 0.2;
  private static final double CLIENT_SHARE = 0.2;
  private static final double UNARY_SHARE = 0.15;
  private static final double PREDICTION_SHARE = 0.05;

  /**
   * The sleeper sleeps for longer than faults last, so that it falls behind the server's buffer.
   */
  private static final int NAP = 3;

  private static final String FOLLOWED = "stream-1";

  private final Names names = new Names();
  private final JumpingClock clock = new JumpingClock();
  private final Disturbances disturbances;
  private final List<PacedWriter> paced = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final UnaryWriter unary;
  private final ChildWriter child;
  private final StalledTails stalled;

  /** Starts them. */
  Canaries(
      Site site, Commands commands, Path folder, SoakSettings settings, Disturbances disturbances)
      throws IOException {
    this.disturbances = disturbances;
    String address = site.wire().address();
    int rate = settings.rate();
    unary = new UnaryWriter("unary", rate * UNARY_SHARE, clock, address);
    paced.add(unary);
    paced.add(new StreamWriter(FOLLOWED, rate * STREAM_SHARE, clock, address));
    paced.add(new StreamWriter("stream-2", rate * STREAM_SHARE, clock, address));
    paced.add(client("client", rate * CLIENT_SHARE, new Freight.Entries(), address, folder));
    paced.add(
        client("predictions", rate * PREDICTION_SHARE, new Freight.Predictions(), address, folder));
    read(site, address, settings.longest().multipliedBy(NAP));
    paced.forEach(PacedWriter::start);
    child =
        new ChildWriter(commands, rate * CLIENT_SHARE, address, folder.resolve("child").toString());
    stalled = new StalledTails(address, settings.stalledTails());
  }

  private ClientWriter client(
      String name, double perSecond, Freight freight, String address, Path folder) {
    return new ClientWriter(
        name, perSecond, clock, freight, ClientWriter.settings(address, folder.resolve(name)));
  }

  private void read(Site site, String address, Duration nap) {
    String one = "source = \"" + FOLLOWED + "\"";
    add("all", Kind.LOGS, GrpcStream.ofLogs(address, ""), canary -> true);
    add("warnings", Kind.LOGS, GrpcStream.ofLogs(address, "level >= WARNING"), Canary::isWarning);
    add("one source", Kind.LOGS, GrpcStream.ofLogs(address, one), Canaries::isFollowed);
    add("sleeper", Kind.LOGS, GrpcStream.ofSleeper(address, nap), canary -> true);
    add("browser", Kind.LOGS, new SseStream(site::bridgePort), canary -> true);
    add("predictions", Kind.PREDICTIONS, GrpcStream.ofPredictions(address), canary -> true);
  }

  private static boolean isFollowed(Canary canary) {
    return canary.writer().equals(FOLLOWED);
  }

  private void add(String name, Kind kind, Reader.Stream stream, Sightings.Match match) {
    readers.add(new Reader(name, kind, stream, match, new Sightings(names, disturbances)));
  }

  List<Writer> writers() {
    List<Writer> all = new ArrayList<>(paced);
    all.add(child);
    return all;
  }

  List<Reader> readers() {
    return readers;
  }

  /** Those that get every entry, and so have to come to every position. */
  List<Reader> readersOfAll() {
    return readers.stream()
        .filter(reader -> reader.name().equals("all") || reader.name().equals("browser"))
        .toList();
  }

  ChildWriter child() {
    return child;
  }

  JumpingClock clock() {
    return clock;
  }

  Names names() {
    return names;
  }

  /** How often a writer was told that nothing can be stored now. */
  long refusals() {
    return unary.refusals();
  }

  @Override
  public void close() {
    stalled.close();
    readers.forEach(Reader::close);
    writers().forEach(Writer::close);
  }
}
