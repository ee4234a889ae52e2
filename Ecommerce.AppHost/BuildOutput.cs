namespace Ecommerce.AppHost;

/// <summary>
/// What the build left beside the app host: all projects of the repository build into one folder, by name and configuration.
/// </summary>
internal static class BuildOutput
{
    /// <summary>The path of a file that a project was built into, with the configuration of the app host.</summary>
    public static string PathOf(string project, string file)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
    }
}
