// SPDX-License-Identifier: EPL-2.0
/** Texts of the console: those of the product, amounts for people, and what others wrote, made harmless. */
@NullMarked
package org.holdfast.console.text;

import org.jspecify.annotations.NullMarked;
