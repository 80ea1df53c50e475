// SPDX-License-Identifier: EPL-2.0
/**
 * The code {@code tornado-v1}: a cascade of sparse irregular graphs, encoded by XORs along their edges (Luby,
 * Mitzenmacher, Shokrollahi, Spielman and Stemann 1997). Start with {@link TornadoFamily}; {@link Cascade} and
 * {@link Solver} are the code without the bytes, at any size. docs/format-coding-tornado.md is the normative
 * description.
 */
@NullMarked
package org.holdfast.coding.tornado;

import org.jspecify.annotations.NullMarked;
