package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.util.Timestamps;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.visionlog.bridge.DrawnImage;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.Detection;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The predictions: cards as they come, what one tells, older ones, files. */
class PredictionsPageIT {
  private static final RealBridge BRIDGE = new RealBridge();
  private static final String VIEW = "?view=predictions";

  @RegisterExtension final Browsers browsers = new Browsers();

  @BeforeEach
  void clear() {
    BRIDGE.clear();
  }

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @Test
  void cards_arriveInFrontOfThoseThatWereThere() {
    BRIDGE.predict(fine("v1"));
    Page page = open(VIEW);
    assertThat(cards(page)).hasCount(1);
    assertThat(count(page, "predictions")).hasText("1");

    BRIDGE.predict(defect("v2"));

    Locator first = cards(page).first();
    assertThat(first.locator(".result")).hasText("Defect: crack");
    assertThat(first.locator(".model")).hasText("net v2");
    assertThat(first.locator(".found")).hasText("2 × crack");
    assertThat(first.locator("img")).hasAttribute("alt", "camera 3: Defect: crack, 2 × crack");
    page.waitForFunction("() => document.querySelector('.prediction-card img').naturalWidth > 0");
    assertThat(cards(page).last().locator(".result")).hasText("No defect");
    assertThat(count(page, "predictions")).hasText("2");
    assertThat(count(page, "defect rate")).hasText("50.0 %");
  }

  @Test
  void cards_stayWhileSomebodyReads() {
    BRIDGE.predict(fine("v1"));
    Page page = open(VIEW);
    cards(page).first().hover();

    BRIDGE.predict(defect("v2"));
    assertThat(page.locator("#show-new")).hasText("1 new");
    assertThat(cards(page)).hasCount(1);
    page.mouse().move(1, 1);
    assertThat(cards(page)).hasCount(2);

    page.keyboard().press("p");
    BRIDGE.predict(fine("v3"));
    assertThat(page.locator("#show-new")).hasText("1 new");
    assertThat(page.locator(".waiting")).hasText("Paused");
    page.locator("#show-new").click();
    assertThat(cards(page)).hasCount(3);
  }

  @Test
  void cards_ofMoreThanCanBeLookedAtAreCountedAndLinked() {
    Page page = open(VIEW);
    assertThat(page.locator(".connection-text")).containsText("Live");
    BRIDGE.predict(fine("v1"));
    assertThat(cards(page)).hasCount(1);

    BRIDGE.predict(IntStream.range(0, 300).mapToObj(i -> fine("v" + i)).toArray(Prediction[]::new));

    assertThat(page.locator(".skipped")).hasText(Pattern.compile("\\d+ skipped"));
    page.locator(".skipped").click();
    assertThat(page.getByLabel("Period", exactly())).hasValue("custom");
    assertThat(cards(page)).hasCount(48);
    assertThat(page.locator(".connection")).hasCount(0);
  }

  @Test
  void filter_isThatOfPredictionsAndInTheAddress() {
    // The counters do not know classes, and say so once.
    browsers.tolerate("400 (Bad Request)");
    BRIDGE.predict(fine("v1"), defect("v2"));
    Page page = open(VIEW);
    assertThat(cards(page)).hasCount(2);

    page.getByLabel("Version", exactly()).selectOption("v2");
    assertThat(cards(page)).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("filter=model_version\\+%3D\\+v2"));
    page.locator("#filter").fill("class = nothing");
    page.locator("#filter").press("Enter");
    assertThat(page.locator(".empty")).containsText("No prediction matches in the last hour");

    page.getByText("Live", exactText()).first().click();
    assertThat(page.locator("#filter")).hasValue("");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Predictions")).click();
    assertThat(page.locator("#filter")).hasValue("class = nothing");
  }

  @Test
  void filter_thatIsWrongIsExplainedAndChangesNothing() {
    browsers.tolerate("400 (Bad Request)");
    BRIDGE.predict(fine("v1"));
    Page page = open(VIEW);
    assertThat(cards(page)).hasCount(1);

    page.locator("#filter").fill("level >= ERROR");
    page.locator("#filter").press("Enter");

    assertThat(page.locator("#filter-error")).containsText("level");
    assertThat(cards(page)).hasCount(1);
  }

  @Test
  void older_areLoadedWhenAskedFor() {
    Instant begin = Instant.now().minusSeconds(600);
    BRIDGE.predict(
        IntStream.range(0, 60)
            .mapToObj(i -> at(begin.plusSeconds(i), fine("v" + i)))
            .toArray(Prediction[]::new));
    Page page = open(VIEW);
    assertThat(cards(page)).hasCount(48);

    page.locator("#older").click();

    assertThat(cards(page)).hasCount(60);
    assertThat(cards(page).last().locator(".model")).hasText("net v0");
    assertThat(page.locator(".below")).hasText("That is all of the last hour.");
  }

  @Test
  void details_tellEverythingAndWhatWasAround() {
    Instant now = Instant.now();
    Prediction before = fine("v1").toBuilder().setCameraId(3).build();
    BRIDGE.predict(at(now.minusSeconds(2), before), at(now, defect("v2")));
    BRIDGE.write(
        List.of(entry(now.minusSeconds(1), 3, "stream lost"), entry(now, 4, "of another camera")));
    Page page = open(VIEW);

    cards(page).first().click();

    Locator details = page.getByRole(AriaRole.DIALOG);
    assertThat(page).hasURL(Pattern.compile("prediction=\\d+"));
    assertThat(details.locator(".facts")).containsText("model_9.onnx");
    assertThat(details.locator(".boxes tbody tr")).hasCount(2);
    assertThat(details.locator("pre").first()).containsText("\"exposure\": 0.5");
    assertThat(details.locator(".timeline-list li")).hasCount(3);
    assertThat(details.locator(".timeline-list")).containsText("stream lost");
    assertThat(details.locator(".stage img")).hasAttribute("src", Pattern.compile("annotated"));
    details.getByLabel("Boxes").uncheck();
    assertThat(details.locator(".stage img")).hasAttribute("src", Pattern.compile("original"));
    details.locator(".prediction-summary").click();
    page.keyboard().press("ArrowRight");
    assertThat(details.locator(".result").first()).hasText("No defect");
    page.keyboard().press("Escape");

    assertThat(details).hasCount(0);
    assertThat(cards(page).last()).isFocused();
    assertThat(page).not().hasURL(Pattern.compile("prediction=\\d+"));
  }

  @Test
  void details_haveAnAddressAndLeadToTheHistory() {
    Instant now = Instant.now();
    long id = BRIDGE.predict(at(now, defect("v2"))).getIds(0);
    BRIDGE.write(List.of(entry(now, 3, "stream lost"), entry(now, 4, "of another camera")));
    Page page = open(VIEW + "&prediction=" + id);

    page.getByText("Open in the history").click();

    assertThat(page.locator("#history-list .row .text")).hasText("stream lost");
    assertThat(page.locator("#filter")).hasValue("camera_id = 3");
    page.goBack();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Prediction " + id);
  }

  @Test
  void image_thatIsMissingSaysWhy() {
    browsers.tolerate("404 (Not Found)");
    BRIDGE.predict(
        fine("v1").toBuilder().setImage(image(ByteString.copyFromUtf8("no image"))).build());
    Page page = open(VIEW);
    assertThat(cards(page).first().locator(".missing")).containsText("not a JPEG");

    BRIDGE.predict(defect("v2"));
    assertThat(cards(page)).hasCount(2);
    BRIDGE
        .server()
        .sql(
            "UPDATE predictions SET image_path = '2026/01/01/gone.jpg' WHERE image_path > '' RETURNING 1");
    cards(page).first().click();
    assertThat(page.getByRole(AriaRole.DIALOG).locator(".missing")).not().isEmpty();
  }

  @Test
  void export_savesWhatIsLookedAt() throws IOException {
    BRIDGE.predict(fine("v1"), defect("v2"));
    Page page = open(VIEW + "&filter=model_version+%3D+v2");
    assertThat(cards(page)).hasCount(1);
    page.locator(".menu summary").click();

    Download coco = page.waitForDownload(() -> page.getByText("COCO").click());

    assertThat(Files.readString(coco.path())).contains("\"crack\"").contains("\"score\"");
    assertThat(coco.suggestedFilename()).endsWith(".coco.json");
  }

  @Test
  void view_withoutAnythingSaysHowToSend() {
    Page page = open(VIEW);

    assertThat(page.locator(".empty")).containsText("No prediction has been sent yet");
    assertThat(page.locator(".empty")).containsText(BRIDGE.address() + "/log");

    BRIDGE.predict(fine("v1"));
    assertThat(cards(page)).hasCount(1);
    assertThat(page.locator(".empty")).hasCount(0);
  }

  @Test
  void view_saysThatTheServerIsAwayAndComesBack() {
    browsers.tolerate("Failed to load resource");
    BRIDGE.predict(fine("v1"));
    BRIDGE.wire().refuse();
    BRIDGE.wire().cut();
    Page page = open(VIEW);
    assertThat(page.locator(".below .notice")).containsText("cannot be shown");

    BRIDGE.wire().heal();

    assertThat(cards(page)).hasCount(1);
    assertThat(page.locator(".below .notice")).hasCount(0);
  }

  private Page open(String query) {
    Page page = browsers.newPage();
    page.navigate(BRIDGE.address() + "/" + query);
    return page;
  }

  private static Locator cards(Page page) {
    return page.locator(".prediction-card");
  }

  /** A figure above the view. */
  private static Locator count(Page page, String label) {
    return page.locator(".prediction-cards .card")
        .filter(
            new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + label + "\\s*\\S")))
        .locator(".card-number");
  }

  private static Prediction fine(String version) {
    return Prediction.newBuilder().setModelName("net").setModelVersion(version).build();
  }

  private static Prediction defect(String version) {
    return fine(version).toBuilder()
        .setCameraId(3)
        .setConfidence(0.87)
        .setDefectDetected(true)
        .setDefectType("crack")
        .setProcessingNotes("by model_9.onnx")
        .setInputFeaturesJson("{\"exposure\": 0.5}")
        .addDetections(box(10, 10, 60, 50))
        .addDetections(box(70, 20, 140, 100))
        .setImage(image(UnsafeByteOperations.unsafeWrap(DrawnImage.jpeg(3, 160, 120))))
        .build();
  }

  private static Detection box(double left, double top, double right, double bottom) {
    return Detection.newBuilder()
        .setClassName("crack")
        .setConfidence(0.8)
        .addAllBbox(List.of(left, top, right, bottom))
        .build();
  }

  private static ImageData image(ByteString bytes) {
    return ImageData.newBuilder().setData(bytes).build();
  }

  private static Prediction at(Instant time, Prediction prediction) {
    return prediction.toBuilder().setTime(Timestamps.fromMillis(time.toEpochMilli())).build();
  }

  private static LogEntry entry(Instant time, int camera, String message) {
    return LogEntry.newBuilder()
        .setLevel(LogLevel.ERROR)
        .setCameraId(camera)
        .setMessage(message)
        .setTime(Timestamps.fromMillis(time.toEpochMilli()))
        .build();
  }

  private static Page.GetByTextOptions exactText() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
