package dev.visionlog.server.image;

import dev.visionlog.server.image.ImageOutcome.Refused;
import dev.visionlog.server.image.ImageOutcome.Unavailable;
import dev.visionlog.server.image.codec.Codec;
import dev.visionlog.server.model.Detection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Images on disk, under paths that are made of their predictions. Equal bytes are kept once. For
 * all threads; several servers may have the same folder open.
 *
 * <p>A path that is not one of ours is treated as one of which there is no image, so that any text
 * may be given. Where a method cannot do its work, it throws {@link ImageStoreException} with a
 * message that may be shown to callers.
 */
public final class ImageStore implements AutoCloseable {
  private static final int SHORTEST_THUMBNAIL = 16;
  private static final int LONGEST_THUMBNAIL = 2048;

  private final StoreFolder folder;
  private final StoreMark mark;
  private final FreeSpace space;
  private final ImageFiles files;
  private final Codec codec;
  private final Batches batches;
  private final Pictures pictures;
  private final ImageCounters counters = new ImageCounters();

  private ImageStore(
      ImageSettings settings, StoreFolder folder, StoreIdentity identity, Clock clock)
      throws IOException {
    this.folder = folder;
    this.mark = StoreMark.open(folder.hidden("store"), identity);
    this.space = new FreeSpace(folder.root(), settings.minFreeBytes());
    this.files = ImageFiles.open(folder, space, clock);
    this.codec = new Codec(settings.codecsAtOnce(), folder.hidden("libraries"));
    this.pictures = new Pictures(folder, codec, settings.thumbnailCacheBytes());
    Saving saving = new Saving(settings, files, space, codec, counters);
    this.batches = new Batches(saving, folder, settings.writesAtOnce(), settings.codecsAtOnce());
  }

  /**
   * Opens the folder, makes it if need be, and removes what killed servers have left half written.
   *
   * @throws ImageStoreException if the folder cannot be used, or is not the one with the images;
   *     its message names the folder
   */
  public static ImageStore open(ImageSettings settings, StoreIdentity identity, Clock clock) {
    try {
      return new ImageStore(settings, StoreFolder.open(settings.folder()), identity, clock);
    } catch (ForeignFolderException foreign) {
      throw new ImageStoreException(
          "Cannot keep images in the folder " + settings.folder() + ": " + foreign.getMessage(),
          foreign);
    } catch (IOException error) {
      throw new ImageStoreException(
          "Cannot keep images in the folder "
              + settings.folder()
              + ": "
              + error
              + ". Give it to the user that runs Visionlog, or choose another one",
          error);
    }
  }

  /**
   * Stores the images of a batch side by side, and returns when all that could be stored is
   * durable. An image that cannot be stored does not keep the others from it.
   *
   * @return what has become of each, in their order
   */
  public List<ImageOutcome> save(List<ImageRequest> requests) {
    List<ImageOutcome> outcomes = saveOrSayWhyNot(requests);
    outcomes.forEach(this::count);
    return outcomes;
  }

  private List<ImageOutcome> saveOrSayWhyNot(List<ImageRequest> requests) {
    try {
      mark.require();
      return batches.save(requests);
    } catch (IOException error) {
      return Collections.nCopies(requests.size(), Troubles.of(error));
    }
  }

  private void count(ImageOutcome outcome) {
    if (outcome instanceof Refused refused) {
      counters.countRefused(refused.code());
    } else if (outcome instanceof Unavailable unavailable) {
      counters.countUnavailable(unavailable.code());
    }
  }

  /** The image as it is stored; nothing if there is none. To be closed. */
  public Optional<LoadedImage> load(String path) {
    try {
      mark.require();
      Optional<Path> file = folder.find(path);
      return file.isPresent() ? Optional.of(LoadedImage.open(file.get())) : Optional.empty();
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    } catch (IOException error) {
      throw unreadable(error);
    }
  }

  /**
   * A small JPEG; nothing if there is no such image. One that is small enough is not made larger.
   *
   * @param longestSide in pixels, 16 to 2,048
   * @param detections whose boxes are drawn on it, in pixels of the image; none for a clean one
   */
  public Optional<byte[]> thumbnail(String path, int longestSide, List<Detection> detections) {
    if (longestSide < SHORTEST_THUMBNAIL || longestSide > LONGEST_THUMBNAIL) {
      throw new IllegalArgumentException(
          "longestSide is " + longestSide + ", allowed are 16 to 2048");
    }
    try {
      mark.require();
      return pictures.thumbnail(path, longestSide, detections);
    } catch (IOException error) {
      throw unreadable(error);
    }
  }

  /**
   * The image in full size with boxes, as a JPEG; nothing if there is no such image. The file stays
   * clean. Takes some 50 ms for two megapixels; the result is not kept.
   */
  public Optional<byte[]> annotated(String path, List<Detection> detections) {
    try {
      mark.require();
      return pictures.annotated(path, detections);
    } catch (IOException error) {
      throw unreadable(error);
    }
  }

  /**
   * Deletes an image, and the folders that are empty without it.
   *
   * @return whether there was one
   */
  public boolean delete(String path) {
    try {
      mark.require();
      boolean deleted = files.delete(path);
      if (deleted) {
        counters.countDeleted();
      }
      return deleted;
    } catch (IOException error) {
      throw new ImageStoreException("The image cannot be deleted", error);
    }
  }

  /** What the disk has left for this user. */
  public long freeBytes() {
    try {
      mark.require();
      return space.bytes();
    } catch (IOException error) {
      throw new ImageStoreException("The disk does not say how much of it is free", error);
    }
  }

  /** Whether an image could be stored now. Writes a byte to find out. */
  public StoreHealth check() {
    try {
      mark.require();
      Files.delete(files.incoming().write(ByteBuffer.allocate(1)));
      space.require(0);
      long free = space.bytes();
      return new StoreHealth(
          true, String.format(Locale.ROOT, "Images can be stored; %,d bytes are free", free), free);
    } catch (IOException error) {
      return new StoreHealth(false, Troubles.of(error).message(), freeBytesIfKnown());
    }
  }

  private long freeBytesIfKnown() {
    try {
      return space.bytes();
    } catch (IOException unknown) {
      return -1;
    }
  }

  public ImageCounters counters() {
    return counters;
  }

  /** How often an image had to wait until others were decoded or encoded. */
  public long codecWaits() {
    return codec.waits();
  }

  /**
   * The files themselves.
   *
   * @throws ImageStoreException if the folder is not there any more
   */
  ImageFiles files() {
    try {
      mark.require();
      return files;
    } catch (IOException error) {
      throw new ImageStoreException(Troubles.of(error).message(), error);
    }
  }

  private static ImageStoreException unreadable(IOException error) {
    return error instanceof ForeignFolderException
        ? new ImageStoreException(Troubles.of(error).message(), error)
        : new ImageStoreException("The image cannot be read", error);
  }

  /** Waits for what is being saved, a minute at most. What comes later is not stored. */
  @Override
  public void close() {
    batches.close();
    try {
      files.close();
    } catch (IOException error) {
      throw new ImageStoreException("The image store cannot be closed", error);
    }
  }
}
