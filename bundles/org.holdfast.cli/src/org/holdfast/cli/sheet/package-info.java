// SPDX-License-Identifier: EPL-2.0
/**
 * The recovery sheet as a page to print: {@link org.holdfast.cli.sheet.SheetPrint} makes PDF and PNG of its text and of a QR
 * code. Needs neither fonts nor a desktop of the machine.
 */
@NullMarked
package org.holdfast.cli.sheet;

import org.jspecify.annotations.NullMarked;
