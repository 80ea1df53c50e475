// SPDX-License-Identifier: EPL-2.0
/**
 * Backups that begin by themselves: {@link org.holdfast.node.schedule.Timetable} looks again and again what
 * {@code core.schedule} says, beside what the machine is doing: mains or battery, and whether somebody works at it.
 */
@NullMarked
package org.holdfast.node.schedule;

import org.jspecify.annotations.NullMarked;
