// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Pipeline;

/**
 * How a run packs and protects.
 *
 * @param retention how long holders are asked to lock what it writes
 * @param segmentBytes what a segment closes near
 * @param segmentsInFlight segments that are sealed and not yet with their partners; each costs about 3 × its size
 */
public record BackupSettings(
        CodeShape shape, Pipeline pipeline, Duration retention, int segmentBytes, int segmentsInFlight) {}
