using Ecommerce.EndToEnd.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestClassOrderer(typeof(ResetLast))]

namespace Ecommerce.EndToEnd.Tests;

/// <summary>The test that resets the shop comes after all others that use it.</summary>
public sealed class ResetLast : ITestClassOrderer
{
    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : notnull, ITestClass
        => [.. testClasses.OrderBy(testClass => testClass?.TestClassName == typeof(ResetTests).FullName)];
}
