// SPDX-License-Identifier: EPL-2.0
/**
 * What a machine keeps to be itself: its recovery secret until the sheet is sealed, its device key and key generations,
 * what it knows of its confederation, the codes it gave out, and the recovery sheet. Small private files below
 * {@code <home>/identity/}, each replaced as a whole and durably. Start with {@link IdentityStore}; keys come from
 * {@link RecoverySecret}, paper from {@link Sheets}.
 */
@NullMarked
package org.holdfast.trust;

import org.jspecify.annotations.NullMarked;
