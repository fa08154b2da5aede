package dev.visionlog.camera.worker;

import dev.visionlog.camera.frame.FrameNames;
import dev.visionlog.client.Prediction;
import java.time.Duration;

/**
 * What the worker does with the frames.
 *
 * @param names of the frames
 * @param framesPerSecond how many are read at most; 0 for as many as there are
 * @param every only each so-manieth frame is looked at, the first among them; 1 for all
 * @param limit after so many frames it ends; 0 for never
 * @param model what predictions say of it
 * @param images of which frames the picture is sent
 * @param quality of JPEGs, 1 to 100
 * @param encoders how many threads make JPEGs
 * @param statisticsEvery when a line of statistics is printed
 */
public record WorkerSettings(
    FrameNames names,
    double framesPerSecond,
    int every,
    long limit,
    Prediction.Model model,
    ImageChoice images,
    int quality,
    int encoders,
    Duration statisticsEvery) {}
