package dev.visionlog.server.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.visionlog.server.image.codec.BadImageException;
import dev.visionlog.server.image.codec.Codec;
import dev.visionlog.server.image.codec.CodecUnavailableException;
import dev.visionlog.server.model.Detection;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Small and annotated images of stored ones. The small ones are kept for a while. */
final class Pictures {
  /** About what an entry takes beside its bytes. */
  private static final int ENTRY_BYTES = 300;

  private static final int DETECTION_BYTES = 120;

  private final StoreFolder folder;
  private final Codec codec;
  private final Cache<Key, byte[]> thumbnails;

  /** A path leads to the same image for ever, so nothing ever becomes wrong. */
  private record Key(String path, int longestSide, List<Detection> detections) {
    int bytes() {
      return ENTRY_BYTES + 2 * path.length() + DETECTION_BYTES * detections.size();
    }
  }

  private interface Drawing {
    byte[] draw(FileChannel jpeg) throws IOException;
  }

  Pictures(StoreFolder folder, Codec codec, long cacheBytes) {
    this.folder = folder;
    this.codec = codec;
    this.thumbnails =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((Key key, byte[] jpeg) -> key.bytes() + jpeg.length)
            .executor(Runnable::run)
            .build();
  }

  /** The image may have been deleted since its thumbnail was made: it is gone then, too. */
  Optional<byte[]> thumbnail(String path, int longestSide, List<Detection> detections)
      throws IOException {
    Optional<Path> file = folder.find(path);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Key key = new Key(path, longestSide, List.copyOf(detections));
    byte[] kept = thumbnails.getIfPresent(key);
    if (kept != null) {
      return Optional.of(kept);
    }
    Optional<byte[]> made =
        draw(file.get(), jpeg -> codec.thumbnail(jpeg, longestSide, detections));
    made.ifPresent(jpeg -> thumbnails.put(key, jpeg));
    return made;
  }

  Optional<byte[]> annotated(String path, List<Detection> detections) throws IOException {
    Optional<Path> file = folder.find(path);
    return file.isPresent()
        ? draw(file.get(), jpeg -> codec.annotated(jpeg, detections))
        : Optional.empty();
  }

  private static Optional<byte[]> draw(Path file, Drawing drawing) throws IOException {
    try (FileChannel jpeg =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(drawing.draw(jpeg));
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    } catch (BadImageException | CodecUnavailableException error) {
      throw new ImageStoreException(String.valueOf(error.getMessage()), error);
    }
  }
}
