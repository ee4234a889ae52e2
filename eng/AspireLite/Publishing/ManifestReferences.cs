using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>What written values refer to, and the names of entries that exist only because a value needs them.</summary>
internal sealed class ManifestReferences(DistributedApplicationModel model)
{
    private readonly HashSet<string> names = new(model.Resources.Select(resource => resource.Name), StringComparer.OrdinalIgnoreCase);
    private readonly OrderedDictionary<string, IResource> resources = [];
    private readonly OrderedDictionary<string, ConditionalExpression> conditionals = [];
    private readonly OrderedDictionary<(ParameterResource Parameter, string Format), string> encodings = [];
    private readonly HashSet<object> visiting = [];

    /// <summary>Resources that values refer to and that the model does not hold, such as generated passwords.</summary>
    public IReadOnlyList<IResource> Outside => [.. resources.Values.Except(model.Resources)];

    /// <summary>Expressions that choose: a manifest has no other way to say it.</summary>
    public IEnumerable<ConditionalExpression> Conditionals => conditionals.Values;

    /// <summary>Takes the encoded forms of a parameter, or of all, that nobody wrote yet.</summary>
    public IReadOnlyList<(ParameterResource Parameter, string Format, string Name)> TakeEncodings(ParameterResource? of = null)
    {
        var taken = encodings.Where(encoding => of is null || encoding.Key.Parameter == of).ToList();
        foreach (var encoding in taken)
            encodings.Remove(encoding.Key);
        return [.. taken.Select(encoding => (encoding.Key.Parameter, encoding.Key.Format, encoding.Value))];
    }

    /// <summary>The text of a value, placeholders included.</summary>
    public string Write(object value)
    {
        var text = value is ReferenceExpression and not ConditionalExpression
            ? string.Concat(((ReferenceExpression)value).Parts.Select(TextOf))
            : ResourceConfiguration.ManifestExpressionOf(value);
        Visit(value);
        return text;
    }

    private string TextOf(ExpressionPart part) => part.Format is { } format && ParameterOf(part.Provider) is { } parameter
        ? $"{{{EncodingOf(parameter, format)}.value}}"
        : part.ManifestExpression;

    private static ParameterResource? ParameterOf(IValueProvider? provider) => provider switch
    {
        ParameterResource parameter => parameter,
        ReferenceExpression { Parts: [{ Format: null, Provider: ParameterResource parameter }] } => parameter,
        _ => null,
    };

    private string EncodingOf(ParameterResource parameter, string format)
    {
        if (!encodings.TryGetValue((parameter, format), out var name))
        {
            var wanted = $"{parameter.Name}-{format.ToLowerInvariant()}-encoded";
            name = wanted;
            for (var suffix = 1; !names.Add(name); suffix++)
                name = $"{wanted}-{suffix}";
            encodings[(parameter, format)] = name;
        }

        return name;
    }

    private void Visit(object value)
    {
        if (value is ConditionalExpression conditional)
            conditionals.TryAdd(conditional.Name, conditional);

        if (value is IResource resource)
            resources.TryAdd(resource.Name, resource);
        else if (value is IValueWithReferences composed && visiting.Add(value))
        {
            foreach (var reference in composed.References)
                Visit(reference);
            visiting.Remove(value);
        }
    }
}
