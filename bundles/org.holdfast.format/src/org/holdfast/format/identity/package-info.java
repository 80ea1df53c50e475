// SPDX-License-Identifier: EPL-2.0
/**
 * Who is who: device certificates, the roster of a confederation, join codes and what comes of them, signed agreements,
 * adverts, and what stands on the recovery sheet. Codecs and checks only: no files, no clock, no chance of its own.
 * The layouts are normative in docs/format-identity.md. Start with {@link DeviceCert}, then {@link Roster}; the paper
 * side starts with {@link RecoveryWords}.
 *
 * <p>Every {@code read} takes hostile bytes: it throws {@link org.holdfast.model.MalformedInput} where they do not fit
 * the layout to the last byte, NEWER_VERSION where a later Holdfast wrote them, and checks no signature. What was read
 * is believed only after its {@code verify}, {@code valid…} or {@code judge}.
 */
@NullMarked
package org.holdfast.format.identity;

import org.jspecify.annotations.NullMarked;
