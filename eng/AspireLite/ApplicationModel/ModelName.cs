using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

internal static partial class ModelName
{
    private const int MaxLength = 64;

    public static void Validate(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaxLength || !Pattern().IsMatch(name))
            throw new ArgumentException(
                $"{kind} name '{name}' is invalid: it is 1 to {MaxLength} ASCII letters, digits and single hyphens, "
                + "starts with a letter and does not end with a hyphen.", nameof(name));
    }

    // Names become DNS labels, environment variables and Kubernetes objects.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$")]
    private static partial Regex Pattern();
}
