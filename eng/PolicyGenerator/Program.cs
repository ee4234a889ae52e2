using Ecommerce.PolicyGenerator;

// Writes what a cluster's policies and routes repeat of the model: dotnet run --project eng/PolicyGenerator, from the repository's root.
var root = args is [var folder] ? folder : Directory.GetCurrentDirectory();
try
{
    foreach (var (path, text) in GeneratedFiles.Of(root))
    {
        await File.WriteAllTextAsync(Path.Combine(root, path), text);
        Console.WriteLine(path);
    }

    return 0;
}
catch (IOException missing)
{
    Console.Error.WriteLine($"{missing.Message} Run from the repository's root: {GeneratedFiles.Command}");
    return 1;
}
catch (InvalidOperationException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
