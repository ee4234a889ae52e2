/// <summary>
/// Loaded by the runtime before a service's first line (DOTNET_STARTUP_HOOKS), so that the service finds this assembly by its name.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
    }
}
