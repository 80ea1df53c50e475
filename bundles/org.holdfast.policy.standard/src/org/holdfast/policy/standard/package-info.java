// SPDX-License-Identifier: EPL-2.0
/**
 * The policy that Holdfast comes with: who is a good partner ({@link DistinctHost}, {@link EnoughSpace}, {@link
 * SpreadOverSites}) and which terms are accepted ({@link StandardNegotiationPolicy}). Each is a service of its own and
 * can be replaced or joined by others.
 */
@NullMarked
package org.holdfast.policy.standard;

import org.jspecify.annotations.NullMarked;
