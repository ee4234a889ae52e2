namespace Ecommerce.BackOffice.Features.Settings;

/// <summary>
/// What pages of settings share: they save the version that they read, and ask where somebody else has saved another one.
/// </summary>
public abstract partial class SettingsPage<TSettings>;
