// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * A plug-in that was installed.
 *
 * @param name its symbolic name
 * @param change {@code installed}, {@code replaced}, {@code unchanged}, {@code removed}; {@code listed} where nothing
 *     happened
 * @param before the version that it took the place of; empty if it is new
 * @param digest SHA-256 of the jar
 * @param droppedAs the file in the drop-in folder that it came from; empty if a command installed it
 * @param problem what of it new data are not written with, and why; empty if there is none
 */
public record InstalledReport(
        String name, String version, String change, String before, String digest, String droppedAs, String problem) {}
