// SPDX-License-Identifier: EPL-2.0
/**
 * The policy that Holdfast comes with: who is a good partner, one criterion each ({@link DistinctHost}, {@link
 * EnoughSpace}, {@link SpreadOverSites}, {@link SubnetSeparation}, {@link SystemDiversity}, {@link ScheduleOverlap},
 * {@link EnoughBandwidth}, {@link TrackRecord}), and which terms are accepted ({@link StandardNegotiationPolicy}). Each
 * is a service of its own, can be switched off and weighted, and can be replaced or joined by others. What each does is
 * in docs/partners.md.
 */
@NullMarked
package org.holdfast.policy.standard;

import org.jspecify.annotations.NullMarked;
