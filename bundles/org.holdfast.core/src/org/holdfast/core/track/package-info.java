// SPDX-License-Identifier: EPL-2.0
/**
 * How a node remembers who kept its word: what it saw itself ({@link org.holdfast.core.track.Experience}), what others
 * tell it, signed, and what it makes of both. Start with {@link org.holdfast.core.track.ReputeRule}, which is
 * docs/track-record.md as a function; {@link org.holdfast.core.track.Gleaner} and
 * {@link org.holdfast.core.track.ObservationDesk} are the two sides of the conversation by which observations spread.
 */
@NullMarked
package org.holdfast.core.track;

import org.jspecify.annotations.NullMarked;
