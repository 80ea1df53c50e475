// SPDX-License-Identifier: EPL-2.0
/**
 * Keys and primitives that everything Holdfast writes is made of: the key hierarchy, signatures, bounded readers and
 * the content-defined chunker. Pure code: no files, no threads, no clock, no chance of its own. The layouts are
 * normative in docs/format.md. Start with {@link GenerationKeys}, then read the packages {@code segment} and
 * {@code block}.
 */
@NullMarked
package org.holdfast.format;

import org.jspecify.annotations.NullMarked;
