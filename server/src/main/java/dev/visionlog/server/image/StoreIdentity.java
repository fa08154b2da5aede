package dev.visionlog.server.image;

import java.util.UUID;

/**
 * Which folder has the images. A server whose disk is not mounted finds an empty folder in its
 * place: it must neither store images there nor conclude that all others are gone.
 */
public interface StoreIdentity {

  /**
   * Makes this folder the one with the images, unless there are images and they are in another.
   *
   * @return the folder that has them
   */
  UUID claim(UUID folder);
}
