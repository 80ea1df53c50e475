// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * What a backup would do with a path now.
 *
 * @param source the source that it was asked of; empty if no source holds the path
 * @param state {@code in}, {@code out}, {@code way} (a folder that is kept only with something below it), {@code empty} (a
 *     folder that is kept without what it holds)
 * @param cause a word for scripts, such as {@code EXCLUDED}
 * @param decided the path that decided: this one or a folder above it
 * @param message the reason in words
 */
public record ExplanationReport(
        String path, String source, String state, String cause, String decided, String message) {}
